# Who holds which office at an organisation.
offices-title = People in office
offices-what = Who leads, who answers for it, and who looks after people and posts. An office lets its holder see how things stand; it never shows what people write to one another.
offices-few = There should always be at least two administrators, so that nobody is locked out when one is away. Appoint another.
offices-holders = In office today
offices-office = Office
offices-name = Name
offices-since = Since
offices-end = End
offices-end-of = End the appointment of { $name } as { $office }
offices-appoint = Appoint somebody
offices-email = Their work e-mail address
offices-email-hint = As it stands in the staff file
offices-appoint-button = Appoint
offices-unknown = Nobody is known by this address. Check it, or bring the person in with the staff file first
offices-ambiguous = More than one person is listed under this address. Put that right among the doubtful pairs first
offices-office-missing = Choose the office
offices-too-few = An organisation always has at least two administrators. Appoint another before ending this one
