# What forms say by themselves.
form-error = Error
form-problem = There is a problem
form-most-characters = You can enter up to { $count } characters
form-most-words = You can enter up to { $count } words
form-show-password = Show
form-show-password-label = Show password
form-search = Search
form-day = Day
form-month = Month
form-year = Year

# The chip beside every box one writes in.
seen-by = Who can see this:
seen-more = Who can see this, in full
