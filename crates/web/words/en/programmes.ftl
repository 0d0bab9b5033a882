# Which programmes an organisation runs, what it makes of them, and moving running journeys.
programmes-title = Programmes
programmes-what = What your organisation offers, and in which version. You can change what the source of a programme leaves open.
programmes-none = Your organisation runs no programme yet.
programmes-run = What you run
programmes-name = Programme
programmes-version = Version
programmes-made = Whose version
programmes-own = Your own
programmes-source = The source’s
programmes-could = What you could take up
programmes-follows = It follows
programmes-adopt = Take it up
programmes-adopt-this = Take it up: { $programme }
programmes-not-run = Your organisation does not offer this now. Journeys that run go on.
programmes-runs-own = New journeys begin in version { $version }, which is your own.
programmes-runs-source = New journeys begin in version { $version }, as the source has it.
programmes-end = Going back, or stopping
programmes-stop = Stop offering it
programmes-stop-what = When you stop, nobody new is recognised, offered it or matched. Journeys that run go on to their end. You can take it up again.

tailoring-title = Make { $programme } your own
tailoring-what = Change only what you need. What is not here, the source fixes. New journeys will begin in your version; those that run stay as they are until you move them.
tailoring-done = New journeys now begin in version { $version }.
tailoring-do = Make it your own
tailoring-closed = The source of this programme leaves nothing to organisations.
tailoring-rhythm = When things are due
tailoring-time = Protected time, in hours
tailoring-questions = More questions on forms
tailoring-themes = Themes of what is learnt
tailoring-themes-show = Show the themes
tailoring-words = What you call things
tailoring-words-show = Show the words
tailoring-sharing = Who sees what
tailoring-sharing-what = You can share less than the source says, never more.
tailoring-reasons = Why, and with whom
tailoring-why = Why you change it
tailoring-why-hint = Everybody who may see this page reads it beside the changes.
tailoring-why-missing = Say why you change it
tailoring-consulted = Who was consulted
tailoring-consulted-hint = For example people who finished last year, and those who support them.
tailoring-consulted-missing = Say who was consulted
tailoring-make = Check and make this version
tailoring-source-hint = Source: { $said }.
tailoring-only-more = It counts for standard { $standard }: you can ask more, not less.
tailoring-own-heading = Asked by our organisation
tailoring-about = What
tailoring-source-says = Source says
tailoring-here = Here
tailoring-nothing = Nothing
tailoring-nowhere = It departs from its source nowhere.
tailoring-departs = Where version { $version } departs from its source
tailoring-versions = Your versions
tailoring-made = Made on { $date } { $name ->
    [0] .
   *[other] by { $name }.
  }
tailoring-journeys = { $count ->
    [0] No journey has run in it.
    [one] One journey runs or ran in it.
   *[other] { $count } journeys run or ran in it.
  }
tailoring-remove = Take off the list
tailoring-remove-this = Take off the list: version { $version }
tailoring-elsewhere = { $count ->
    [one] One running journey is in another version.
   *[other] { $count } running journeys are in another version.
  }
tailoring-look-and-move = Look what would change, and move them
tailoring-return = Go back to the source
tailoring-return-what = New journeys can begin in the source’s own version again. Your versions are kept.
tailoring-participation = Taking part
tailoring-participation-hint = Said in every offer. Those who have declined already stay as they are.
tailoring-participation-voluntary = Everybody may decline
tailoring-participation-mandatory = Everybody takes part
tailoring-length = Length of a journey
tailoring-months = { $count ->
    [one] one month
   *[other] { $count } months
  }
tailoring-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
  }
tailoring-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
  }
tailoring-each-months = { $count ->
    [one] every month
   *[other] every { $count } months
  }
tailoring-days-after-meeting = { $count ->
    [0] on the day of the meeting
    [one] one day after the meeting
   *[other] { $count } days after the meeting
  }
tailoring-days-after = { $count ->
    [0] on { $date }
    [one] one day after { $date }
   *[other] { $count } days after { $date }
  }
tailoring-days-before = { $count ->
    [one] one day before { $date }
   *[other] { $count } days before { $date }
  }
tailoring-working-days-after = { $count ->
    [one] one working day after { $date }
   *[other] { $count } working days after { $date }
  }
tailoring-working-days-before = { $count ->
    [one] one working day before { $date }
   *[other] { $count } working days before { $date }
  }
tailoring-worked-days-after = { $count ->
    [one] one day that the person works after { $date }
   *[other] { $count } days that the person works after { $date }
  }
tailoring-worked-days-before = { $count ->
    [one] one day that the person works before { $date }
   *[other] { $count } days that the person works before { $date }
  }
tailoring-months-after = { $count ->
    [one] one month after { $date }
   *[other] { $count } months after { $date }
  }
tailoring-months-before = { $count ->
    [one] one month before { $date }
   *[other] { $count } months before { $date }
  }
tailoring-at-start = the first day
tailoring-at-middle = the day halfway
tailoring-at-end = the last day
tailoring-at-agreement = the agreement
tailoring-at-role = the day the { $role } is in place
tailoring-at-other = the day it counts from
tailoring-measure-offset = when it is due, in days or months
tailoring-measure-months = how often, in months
tailoring-measure-days = how many days after the meeting
tailoring-measure-minutes = how long at least, in minutes
tailoring-hours-a-month = For each journey, a month
tailoring-hours-own = Once per person, a year
tailoring-hours-least = The least of a year
tailoring-hours-recommended = Recommended for a year
tailoring-gives-read = reads it
tailoring-gives-summary = sees a summary
tailoring-gives-nothing = sees nothing of it
tailoring-item-meeting-record = meeting records
tailoring-item-progress = how it goes
tailoring-sharing-of = { $who }: { $item }
tailoring-theme = Theme
tailoring-theme-own = Your own theme.
tailoring-theme-kept = Keep this theme
tailoring-theme-new = A new theme
tailoring-word-for = Word for { $word }
tailoring-word-role = role { $name }
tailoring-word-meeting = meeting { $name }
tailoring-word-office = office { $name }
tailoring-word-one = One of them
tailoring-word-many = Several of them
tailoring-word-a = With “a”, “an” or “the”
tailoring-question-of = Question on “{ $form }”
tailoring-question-number = Question { $number }
tailoring-question = The question
tailoring-question-hint = Leave it empty to ask nothing more.
tailoring-question-help = Help under the question
tailoring-question-needed = It has to be answered before anybody signs
tailoring-kind = Kind of answer
tailoring-kind-text = One line
tailoring-kind-long-text = A longer text
tailoring-kind-choice = One of several answers
tailoring-kind-date = A date
tailoring-choices = The answers to choose from
tailoring-choices-hint = Only for one of several answers. One a line.

moving-title = Move running journeys
moving-what = New journeys of { $programme } begin in version { $version }. The journeys below run in another version and stay there until you move them.
moving-keeps = Records and answers keep the version they were written under, and the planned end of each journey stays as it was agreed. Everybody in a journey sees in its history that it was moved.
moving-none = Every running journey is in this version.
moving-differs = How version { $version } differs
moving-now = Now, in { $version }
moving-then = Then, in { $version }
moving-who = Which journeys to move
moving-who-hint = Under each name stands what would be, or would have been, due on another day.
moving-is-in = In version { $version }.
moving-date = { $what }: { $now } → { $then }.
moving-no-date = no date
moving-no-dates = No date changes.
moving-chosen = Move those I chose
moving-all = { $count ->
    [one] Move the one journey
   *[other] Move all { $count }
  }
moving-more = Show more journeys
moving-nobody = Choose at least one journey
moving-lacks = That version lacks what some of them have: { $lacks }. Choose others, or change the version
moving-done = { $count ->
    [one] One journey was moved.
   *[other] { $count } journeys were moved.
  }
