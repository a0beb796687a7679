"""What homes owe: charges, what was paid for them, receipts."""
