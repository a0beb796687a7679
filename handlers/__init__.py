"""What happens because somebody wrote or pressed a button."""
