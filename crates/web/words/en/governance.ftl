# The governance file of an organisation, and who does what.
governance-need-approved = approval
governance-need-reviewed = a review in time
governance-need-owner = an owner in post
governance-need-says = “{ $what }”
governance-need-held = somebody in office as { $office }
