# Staff files: handed in, read, previewed, imported; doubts and leavers.
import-title = Read in a staff file
import-what = Hand in the staff file from your workforce system. Nothing changes until you have seen what would happen and said yes.
import-file = The staff file
import-file-hint = CSV or XLSX, as the workforce system exports it. Title lines above the headings do no harm.
import-file-missing = Choose the staff file first
import-file-do = Read the file
import-back-file = Another file
import-which = Which file is meant?
import-which-what = A “staff in post” report with a row for each post: employee number, name, job role, start date, and if you have them e-mail address, department, line manager’s number and registration.
import-which-not = Dates of birth, addresses, pay and reasons for absence are not read, even when the file has them. The file itself is kept for a week and then forgotten.
import-doubts-waiting = { $count ->
    [one] One pair of records may be one person
   *[other] { $count } pairs of records may be one person
}
import-leavers-waiting = { $count ->
    [one] One person may have left
   *[other] { $count } people may have left
}

# -- columns ---
import-columns-title = What the columns tell
import-read-as = Read as { $kind }, with the headings on line { $line }.
import-understood = The first rows as they will be understood
import-line = Line
import-person = Person
import-post = Post
import-profession = Profession
import-starts = Starts
import-kept = Use the columns kept as
import-kept-do = Use them
import-columns = The columns of the file
import-columns-what = Under each heading stand values from its first rows. Change what a column tells where it was not recognised.
import-unread = Not read
import-look-again = Show the first rows again
import-before = Before it is looked through
import-complete = Does the file name everybody?
import-complete-part = No, or not everybody
import-complete-whole = Yes, everybody of the organisations in it
import-complete-whole-hint = Whoever is missing is put on a list of people who may have left. You decide; nobody is ended by absence.
import-keep-as = Keep these columns under a name
import-keep-as-hint = Leave it empty if you do not need them again
import-preview-do = Show what would happen

# -- results ---
import-preview-title = This would happen
import-preview-lead = All { $rows } rows were looked through. Nothing has changed yet.
import-done-title = The file is in
import-done-lead = All { $rows } rows were looked through.
import-refused-title = Nothing was imported
import-refused-lead = Of { $rows } rows some cannot be read as they stand. Correct them in the workforce system and hand the file in again, or leave exactly these rows out.
import-people = People
import-posts = Posts
import-would-new-changed = { $new } would be new, { $changed } would change
import-did-new-changed = { $new } new, { $changed } changed
import-candidates = May be eligible
import-left-out = Rows left out
import-doubts = Pairs that may be one person
import-leavers = May have left
import-wrong = { $count ->
    [one] One row to put right
   *[other] { $count } rows to put right
}
import-column = Column
import-problem = What is wrong
import-remedy = What to do
import-more-wrong = { $count ->
    [one] One more is in the list to take away.
   *[other] { $count } more are in the list to take away.
}
import-take-away = Take these rows away as a file, to correct them and hand them in again
import-do = Import
import-leave-out-what = Or go on without them. You will see what would happen first.
import-leave-out = { $count ->
    [one] Leave this row out
   *[other] Leave these { $count } rows out
}
import-columns-again = Look at the columns again
import-next = What to do next
import-to-candidates = { $count ->
    [one] See the one person who may be eligible
   *[other] See the { $count } people who may be eligible
}

# -- doubts ---
doubts-title = Who may be one person
doubts-intro = The same number or address stands with two records, or the same name and profession without numbers that tell them apart. Nobody is ever merged on a name; you decide.
doubts-none = No pair of records is in doubt. When a staff file brings one, it will stand here.
doubts-pair = { $one } and { $other }
doubts-what = What
doubts-first = Known first
doubts-second = Came later
doubts-name = Name
doubts-numbers = Registration
doubts-addresses = Addresses
doubts-posts = Posts
doubts-post = { $title } at { $organisation }, number { $number }, since { $date }
doubts-merge = They are one person
doubts-merge-of = They are one person: { $names }
doubts-apart = They are two people
doubts-apart-of = They are two people: { $names }
doubts-undo = They are two people after all
doubts-undo-of = They are two people after all: { $names }
doubts-decided = Decided
doubts-merged-on = Merged on { $date }.
doubts-kept-apart-on = Two people, as decided on { $date }.
doubts-decided-meanwhile = Somebody else has decided this in the meantime
doubts-supports-the-other = One of the two supports the other, so they are two people
doubts-too-many-places = Together they would support more people at once than one person may. Hand somebody over first

# -- leavers ---
leavers-title = Who may have left
leavers-intro = These people have a post here and were missing from a file that names everybody. Say who has left; nobody is ended by absence.
leavers-none = Nobody is missing from the last complete file.
leavers-what = { $title }, { $place }, number { $number }, since { $date }.
leavers-noticed = Missing since the file of { $date }.
leavers-last-day = Last day of { $name }
leavers-left = Has left
leavers-left-of = { $name } has left
leavers-stays = Stays
leavers-stays-of = { $name } stays
leavers-day-missing = Enter the last day, such as 31 10 2026
leavers-left-before-start = The last day is before the first day of the post
