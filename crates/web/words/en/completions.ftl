# The record of completion, and checking one.
completions-title = Records of completion
completions-none = Nothing yet. When something you take part in is complete, its record stands here for as long as you like.
completions-what = A record says that you have completed it, where, when and with whom. It says nothing about how able you are.
completions-link = Your records of completion
completion-line = { $programme }, completed on { $date }
completion-title = Record of completion
completion-has = has completed { $programme }
completion-when = When
completion-from-to = { $from } to { $to }
completion-with = Supported by
completion-time = Time together
completion-met = { $count ->
    [one] One meeting
   *[other] { $count } meetings
} · { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
completion-confirmed = Confirmed by
completion-says = This record says that support was given and taken up. It is no assessment of anybody’s work.
completion-check = Check it at { $address } with the name and this number:
completion-issued = Issued on { $date }
completion-print = It prints on one sheet.
check-title = Check a record of completion
check-what = Enter the number and the name as they stand on the record. You learn whether it was issued, when and by whom, and nothing else.
check-number = Number
check-number-hint = For example 7QK4-M2XP-9TBC
check-name = Name
check-name-hint = As it stands on the record
check-do = Check
check-yes = Yes
check-found = This record was issued on { $date } by { $organisation }.
check-not-found = No record that holds has this number and name. Check both as they stand on the record
check-number-missing = Enter the number
check-name-missing = Enter the name
