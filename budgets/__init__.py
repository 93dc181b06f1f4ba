"""What the money is for, and what it was spent on: budgets and the accounts that mirror them."""
