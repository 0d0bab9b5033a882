# Documents of a journey: the list, a kind of document, handing in, files, questions of every kind.
documents-title = Documents
documents-open = Open
next-document = Open it
documents-begin = Start writing
documents-renew = Write a new version
documents-another = Write another
documents-there = What there is
documents-none-yet = There is none yet.
documents-not-yet = Not written yet
documents-draft = Being written
documents-waits = Waiting for a signature
documents-waits-for-you = Waiting for your signature
documents-signed = Signed by everyone on { $date }
documents-submitted = Handed in on { $date }
documents-due = By { $date }
documents-late = Was due by { $date }
documents-yours = Yours
documents-number = number { $number }, begun on { $date }
documents-written = Written by { $who }.
documents-written-each = Written by { $who }, each for themselves. It is private until it is handed in.
documents-signed-by = Signed by { $who }.

document-caption = { $name }
document-caption-own = { $name }, written by { $writer }
document-standing-draft = This is still being written.
document-standing-submitted = Handed in on { $date }.
document-first-submit = Hand it in first
document-version = Number { $number }, { $date }
document-versions = Other versions
document-refused-done = It is handed in already
document-refused-signed = It is signed rather than handed in

submitted-title = Handed in
submitted-what = { $others } can read it from now on. If something in it turns out wrong, you can put it right with an amendment beside it.
submitted-kept = It is kept as it is. If something in it turns out wrong, you can put it right with an amendment beside it.

record-save-and-submit = Save and hand in
record-save-notes = Save and finish
record-submit-what = Until you hand it in, only you see it. From then on { $others } can read it.
record-answer-to-submit = Answer this before you hand it in: { $question }
record-answer-first-submit = Answer this before you hand it in
record-saved-alone = Saved { $time }. Only you can see this draft.
record-nothing-saved-alone = Nothing written yet. Only you will see this draft.

readers-only-you = Only you
readers-you-until = Only you until you hand it in, then { $others } too
readers-after-submit = Until you hand it in, only you see it. After that:

sign-read-title = The record
sign-standing-notes = These are notes. Nobody signs them.
sign-standing-others = Others still sign this.
sign-files = Files
sign-hidden = { $count ->
    [one] One answer is for others and is not shown here.
   *[other] { $count } answers are for others and are not shown here.
    }

answer-nobody = Nobody chosen
answer-person-hint = The name in full, or the work e-mail address.
answer-not-a-person = Nobody here is found by that. Enter the name in full, or the work e-mail address
answer-not-a-file = Add the file on its own page
answer-not-so-many = Choose from { $least } to { $most } of the answers
answer-too-many-rows = Put down { $most } { $each } at most
answer-in-row = Put right what is wrong in { $each } { $number }
answer-row = { $each } { $number }
answer-add = Add another { $each }
answer-remove = Remove

file-add = Add a file
file-change = Change the file
file-remove = Take the file away
file-choose = Choose a file
file-now = There now: { $name }
file-hint = { $types }, up to { $most } MB.
file-types-or = { $first } or { $last }
file-type-pdf = PDF
file-type-image = picture (PNG, JPEG, GIF or WebP)
file-type-text = plain text
file-refused-empty = Choose a file
file-refused-too-large = Choose a file of up to { $most } MB
file-refused-wrong-type = Choose a file of another kind: { $types }

signed-closed-document = It counts from now on, and nothing in it changes any more. If something in it turns out wrong, you can put it right with an amendment beside it.
