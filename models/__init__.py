"""What is true and what is allowed; knows neither Telegram nor texts."""
