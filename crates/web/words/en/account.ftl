# One's own account.
account-title = Your account
account-name = You are signed in as { $name }.
account-addresses = Your addresses
account-addresses-what = You can sign in by any of these, and letters go to the first.
account-no-address = No address is known.
account-wrong = If something about you is wrong, tell whoever looks after the staff file at your organisation: it is put right at its source.
account-sessions = Where you are signed in
account-sessions-what = If you do not recognise one of these, sign out everywhere.
account-session = Signed in on { $when }
account-end = Sign out everywhere
