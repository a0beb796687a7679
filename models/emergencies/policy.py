"""What an estate may set about emergencies."""

from typing import Annotated

from annotated_types import Len
from pydantic import PositiveInt

from models.emergencies.rules import Service
from models.policy import setting
from models.values import frozen


@frozen
class EmergencyPolicy:
    """S-10: the estate's own words of danger, the public numbers, how often somebody is called."""

    urgent_keywords: tuple[Annotated[str, Len(1)], ...] = setting("repair.urgent_keywords", ())
    fire_number: str = setting("emergency.number.fire", "119")
    police_number: str = setting("emergency.number.police", "110")
    medical_number: str = setting("emergency.number.medical", "120")
    call_minutes: PositiveInt = setting("emergency.call_minutes", 3)
    arrive_minutes: PositiveInt = setting("emergency.arrive_minutes", 10)
    calls_each: PositiveInt = setting("emergency.calls_each", 2)

    def number(self, service: Service) -> str:
        """Return the number of a public service; empty where there is none."""
        numbers = {
            Service.FIRE: self.fire_number,
            Service.POLICE: self.police_number,
            Service.MEDICAL: self.medical_number,
        }
        return numbers[service]
