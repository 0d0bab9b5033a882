# Long work, watched.
job-staff-import = Reading in the staff file
job-matching = Finding the best match for everybody
job-state-waiting = Waiting for its turn.
job-state-running = Working.
job-state-done = Done.
job-state-refused = Not done: something has to be put right first.
job-state-failed = Something went wrong on our side. Nothing was changed. Try again; if it happens again, tell whoever runs this service.
job-leave = You can leave this page and come back: the work goes on.
job-result = See what came of it
