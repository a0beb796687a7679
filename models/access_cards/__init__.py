"""Cards 卡证 of a home: door, member, IC; a parking card is of its space (models/parking)."""
