# The governance file of an organisation, and who does what.
governance-need-approved = approval
governance-need-reviewed = a review in time
governance-need-owner = an owner in post
governance-need-says = “{ $what }”
governance-need-held = somebody in office as { $office }

governance-title = Governance file
governance-what = What shows that { $programme } is run well here: documents that are looked over in time, and people who answer for it.
governance-empty = Nothing is entered yet
governance-empty-what = Begin with the policy: when it was approved, who looks after it, where it is kept. It takes five minutes, and the standards know it at once. Until then they say “not recorded”, never “not met”.
governance-documents = Documents
governance-no-documents = This programme asks for no documents.
governance-state-met = In place
governance-state-partly = Partly in place
governance-state-lapsed = Lapsed
governance-state-no-data = Not recorded
governance-until = In force until { $date }
governance-lapsed-on = Was in force until { $date }
governance-owner-is = Looked after by
governance-open = Open the document
governance-accepted = { $accepted } of { $of } in the role have accepted it
governance-offices = People in office
governance-held-by = Held by
governance-vacant = Vacancies
governance-holder = { $name }, since { $since }
governance-nobody = Nobody
governance-appoint = Appoint somebody

# One document.
governance-document-what = Enter how it stands today. What was entered before stays readable below.
governance-approved = When was it approved?
governance-approved-hint = Leave it empty while it is not approved. For example, 27 3 2026
governance-reviewed = When was it last looked over?
governance-reviewed-hint = Leave it empty if not since its approval
governance-due = When is it to be looked over next?
governance-due-hint = Leave it empty for { $months ->
    [one] 1 month
   *[other] { $months } months
} after the last time
governance-owner = Who looks after it?
governance-owner-hint = Their work e-mail address, as it stands in the staff file
governance-link = Address of the document
governance-link-hint = Where people can read it, beginning with https://
governance-kept-at = Where else is it kept?
governance-kept-at-hint = A folder, a shelf, a number; leave it empty if the address says it all
governance-states = What does it say?
governance-states-hint = Tick what stands in it
governance-text = Is it another text?
governance-text-same = No, it was only looked over
governance-text-new = Yes: those it is about are asked to accept it anew
governance-note = Note on this change
governance-note-hint = What changed, and who was asked
governance-save = Save
governance-history = What was entered before
governance-approved-on = Approved on { $date }
governance-reviewed-on = Looked over on { $date }
governance-not-a-date = Enter a date, for example 27 3 2026
governance-not-a-link = Enter an address that begins with https://
governance-in-future = Enter a day that has been
governance-due-before = Enter a day after the last review
governance-too-long = Shorten the text to 2,000 characters

# Content.
content-title = Content
content-what = What people learn in the programme, theme by theme, and what is there for it.
content-no-gaps = Something is there for every theme
content-gaps = { $count ->
    [one] 1 theme has nothing yet
   *[other] { $count } themes have nothing yet
}: { $gaps }
content-no-themes = This programme names no themes.
content-gap = Gap
content-gap-what = Nothing is mapped to this theme yet.
content-kind-session = Session
content-kind-resource = Resource
content-mix-own-profession = own profession
content-mix-multi-profession = several professions together
content-add = Add a session or a resource
content-add-title = Title
content-add-kind = What is it?
content-add-mix = For whom is it?
content-add-link-hint = Where it is found, beginning with https://; may be left empty
content-add-themes = Which themes does it cover?
content-add-button = Add
content-own = Your own sessions and resources
content-remove = Take off
content-remove-of = Take off { $title }
content-review = Look the content over
content-review-on = When was it looked over?
content-review-hint = At least once a year. For example, 27 3 2026
content-review-note = What came of it
content-review-button = Save the review
content-no-title = Give it a title
content-no-theme = Choose at least one theme
content-too-long = Shorten the text to 500 characters

# One's own roles.
mine-title = What your roles ask of you
mine-what = Read what is expected in each of your roles, and say that you have.
mine-none = There is nothing to read at present.
mine-read = Read it
mine-accept = I have read it and accept it
mine-accept-of = I have read it and accept it: “{ $name }”
mine-accepted = Accepted on { $date }
who-does-what-title = Who does what
who-does-what-none = The programme says nothing of this.
who-line-manager = Line manager
who-organisation = The organisation
