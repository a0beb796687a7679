"""The owner's file 业主档案: what it says of home, people and cars, and how that is changed."""
