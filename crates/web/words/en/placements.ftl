# Placements of a training (P5).
placements-title = Placements
placements-link = Placements
placements-none = No placement is entered yet. Once one is, it says what it offers, a visit is planned for its middle, and you can say what should not be raised there.
placement-enter = Enter a placement
placement-when = { $from } to { $until }, with { $name }
placement-since = Since { $from }, with { $name }
placement-offers = { $count ->
    [one] One opportunity, not agreed yet
   *[other] { $count } opportunities, not agreed yet
    }
placement-offers-agreed = { $count ->
    [one] One opportunity, agreed on { $date }
   *[other] { $count } opportunities, agreed on { $date }
    }
placement-row-when = When and with whom
placement-row-agreed = Agreed with whoever supervises there
placement-row-also = What else it offers
placement-not-agreed = Not yet
placement-offers-title = What it offers
placement-offered = Offered
placement-not-offered = Not here
placement-change = Change this placement
placement-visit = Propose a time for a visit
placement-new-title = Enter a placement
placement-change-title = Change this placement
placement-name = Where is it?
placement-name-hint = The service, such as “Older adults, Kingsbridge”
placement-name-missing = Say where it is
placement-host = Who supervises you there?
placement-host-hint = A name is enough. They need no account, and see none of what you write here.
placement-host-missing = Say who supervises there
placement-from = First day
placement-until = Last day
placement-until-hint = Leave empty while it is not known
placement-offers-ask = What is it to offer?
placement-offers-hint = What you have talked about there; the rest is for another placement
placement-also = What else?
placement-agreed = When was it agreed there?
placement-agreed-hint = Leave empty until it is
placement-save = Save this placement
placement-seen-by = { $name }, and those whom the programme lets read it; others see where and when at most
placement-date-wrong = Enter a date, such as 6 11 2026
placement-until-wrong = Enter a last day that is not before the first
placement-too-early = Enter a day after the beginning
placement-too-long = Say it in fewer words
placement-changed = Somebody else has changed this placement meanwhile. Open it again to see how it stands; what you typed is still here
placement-silences = What is not to be raised there
placement-silences-none = Nothing so far.
placement-silence-asked = Asked on { $date }
placement-silence-new = What would you rather not have raised with whoever supervises you there?
placement-silence-save = Keep this between us
placement-silence-take-back = It may be raised, take this back
placement-silence-seen-by = You and { $names }. Never whoever supervises there
placement-silence-empty = Write what it is
placement-silence-long = Say it in fewer words
placement-silence-settled = It was taken back meanwhile, or somebody has said so already
placement-must-raise = It has to be raised after all
placement-must-raise-what = Say so here first, and with which words. The one who asked you is told and reads it before anybody else hears of it.
placement-must-raise-words = What will be said
placement-must-raise-save = Say this openly
placement-raised = { $name } said openly on { $date } that it has to be raised, with these words:
placement-beside = Not to be raised here
placement-beside-what = Asked in confidence. Nothing that whoever supervises there gets says so.
placement-beside-link = All of it
