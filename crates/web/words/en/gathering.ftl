# What a person gathers: the portfolio, reflections, learning, files; and sharing it.
portfolio-title = Portfolio
portfolio-lead = Everything you gather, over all your journeys, also after they end. It is yours.
portfolio-seen = Only you, until you share something. What you share shows who can see it
portfolio-none-shared = None of it is shared
portfolio-shared = { $count ->
    [one] One thing is shared now
   *[other] { $count } things are shared now
}
portfolio-learnt = { $hours } noted
portfolio-hours = Hours of protected time
portfolio-hours-what = Taken so far, in all your roles
portfolio-files = Files
portfolio-files-what = With reflections, learning and on their own
portfolio-files-none = No file stands here on its own yet. A certificate, a poster, a note of thanks without names.
portfolio-do-reflect = Write a reflection
portfolio-do-learning = Note something you learnt
portfolio-do-file = Add a file
portfolio-do-hours = Look at your hours
portfolio-search = Search in what you gathered
portfolio-found-title = Found for “{ $sought }”
portfolio-found-none = Nothing was found. Try one word, or part of it.
portfolio-found = { $kind }, { $date }
portfolio-kind-reflection = Reflection
portfolio-kind-learning = Learning
portfolio-kind-file = File
portfolio-copies = Papers of your own
portfolio-copies-what = What you write for yourself in a journey: how you see yourself, or what you gain from supporting somebody.
portfolio-write = Write { $document }, with { $who }
portfolio-meetings = Meetings you had
portfolio-journeys = Your journeys
portfolio-since = Since { $from }
portfolio-until = { $from } to { $until }
portfolio-as = { $role } of { $name }
portfolio-open = Open
gathered-done-shared = It is shared
gathered-done-taken-back = It is taken back. They can no longer see it
gathered-done-saved = It is saved
gathered-done-added = The file is added
gathered-done-removed = The file is removed
gathered-remove = Remove it for good

# Reflections.
reflections-title = Reflections
reflections-none = Nothing written yet
reflections-none-what = A reflection can be three lines about a moment of today. You choose the questions, nobody reads it but you, and you decide later whether to share it.
reflections-search = Search in your reflections
reflection-new = Write a reflection
reflection-models = Choose the questions that fit today. You can leave any of them empty.
reflection-prompts = { $count ->
    [one] The one question
   *[other] The { $count } questions
}
reflection-begin = Begin
reflection-untitled = Begun on { $date }
reflection-about = { $model }, last changed on { $date }
reflection-changed = Last changed on { $date }
reflection-of = By { $name }, last changed on { $date }
reflection-write = Your reflection
reflection-title = A title (optional)
reflection-model = { $name }. { $after }
reflection-saved = Saved { $time }. Who can see it: { $readers }.
reflection-nothing-saved = Nothing written yet. Who will see it: { $readers }.
reflection-too-long = Shorten this to { $most } letters or fewer
reflection-changed-meanwhile = Another window saved a text here meanwhile. Save again to put yours in its place. The other text is: “{ $other }”
reflection-changed-while-typing = Not saved: another window saved a text here meanwhile. Press Save to look at both.
reflection-done = Save and read it
reflection-go-on = Go on writing
reflection-empty = Nothing is written yet.
reflection-done-removed = The reflection is removed
reflection-remove = Remove this reflection
reflection-remove-what = It goes away with its files, also for everybody it is shared with. It cannot be brought back.

# The gentle guard.
guard-hint = No names or details of patients.
guard-found = { $numbers } looks like an NHS number. Take it out, or say below that it is something else
guard-say = A number looks like an NHS number. Take it out, or say that it is something else
guard-say-file = The name or the description has a number that looks like an NHS number. Take it out, or say that it is something else, and choose the file again
guard-title = Is it something else?
guard-is-none = { $number } is not an NHS number
guard-while-typing = Not saved: a number here looks like an NHS number. Take it out, or press Save to say that it is something else.

# Sharing.
share-title = Share it
share-what = You choose people of your own journeys. They can read it, and nothing else; they get a letter that says that there is something, not what.
share-nobody-there = There is nobody to share it with yet. People of your journeys stand here once you have one.
share-with = With whom?
share-your = Your { $role }, { $programme }
share-until-when = Until which day? (optional)
share-until-hint = Leave it empty to share until you take it back.
share-send = Share
share-only-you = Only you
share-you-and = You and { $names }
share-reading = { $name } shares this with you
share-open = { $name }, until you take it back
share-until = { $name }, until { $date }
share-by = Shared by { $name }
share-by-until = Shared by { $name } until { $date }
share-now = Who can see it now
share-now-nobody = Nobody but you.
share-ends = Sharing also ends when you have no journey in common any more.
share-take-back = Take back
share-with-me = Shared with you
share-refused-nobody = Choose whom to share it with
share-refused-over = That day has passed: choose today or later
share-refused-not-beside = Somebody you chose no longer takes part in a journey with you
share-refused-empty = Write something first

# Learning and support outside the meetings.
learning-title = Learning and support
learning-none = Nothing noted yet
learning-none-what = Courses, reading, seeing how somebody works, advice from a colleague: what you learn and are given outside the meetings, with what you take from it. Only you see it until you share it.
learning-new = Note something you learnt
learning-change = Change it
learning-search = Search in what you learnt
learning-done-noted = It is noted
learning-done-removed = It is removed
learning-what = What was it?
learning-kind = What kind?
learning-kind-course = Course or e-learning
learning-kind-workshop = Workshop, study day or conference
learning-kind-reading = Reading
learning-kind-shadowing = Working alongside, or seeing how somebody works
learning-kind-teaching = Teaching others
learning-kind-network = Network or peer group
learning-kind-support = Support or advice outside the meetings
learning-kind-mandatory = Mandatory training
learning-kind-other = Something else
learning-mandatory-hint = You can note it, and it stands apart: it never counts as content or as protected time.
learning-mandatory-apart = Mandatory training, counted apart
learning-theme = Which theme does it belong to?
learning-theme-none = None of these
learning-theme-is = Theme: { $theme }
learning-taken = What do you take from it?
learning-counts = Was it protected time?
learning-counts-not = No, or I note that elsewhere
learning-counts-in = Yes, count it: { $account }
learning-about = { $kind }, { $hours }, { $date }
learning-about-short = { $kind }, { $date }
learning-about-counted = { $said }. Counted as protected time
learning-totals = Hours by kind
learning-together = Together
learning-remove = Remove this line
learning-remove-what = It goes away with its files and the hours it counts as, also for everybody it is shared with. It cannot be brought back.
learning-wrong-title = Write in a few words what it was
learning-wrong-title-long = Shorten it to 200 letters
learning-wrong-long = Shorten the text to 4,000 letters
learning-wrong-length = Enter hours and minutes. Protected time is at least 5 minutes and at most 12 hours a day
learning-wrong-kind = Choose what kind it was
learning-changed-meanwhile = It was changed in another window meanwhile. Open it again before you change it

# Files.
evidence-add = Add a file
evidence-add-button = Add the file
evidence-hint = PDF, PNG, JPEG, Word or OpenDocument text, or plain text, up to { $most } MB. Pictures lose where and when they were taken. No patients in pictures or names.
evidence-description = What does it show? (optional)
evidence-readers = Whoever can see what it belongs to
evidence-about = { $size }, added on { $date }
evidence-kilobytes = { $size } kB
evidence-megabytes = { $size } MB
evidence-remove = Remove for good
evidence-refused-wrong-type = Choose a PDF, PNG, JPEG, Word or OpenDocument text, or plain text
evidence-refused-full = You keep as much as there is room for. Remove a file first
evidence-refused-too-long = Shorten the description to 300 letters
