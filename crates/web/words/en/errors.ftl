# What a page says when it cannot be shown.
error-not-found = Page not found
error-not-found-what = It may have been moved, or it is not for you to see. If you followed a link, check that it was copied whole.
error-forged = This form could not be accepted
error-forged-what = The page it came from is too old, or belongs to another sign-in. Go back, load the page again and send it once more: what you typed should still be there.
error-unreadable = This form could not be read
error-unreadable-what = It was too large or broken on its way. Go back and try again.
error-too-many = Too many tries
error-too-many-what = Wait a quarter of an hour and try again.
error-fault = Something went wrong on our side
error-fault-what = Nothing you had saved is lost. Go back and try again in a moment.
error-fault-number = If it happens again, tell whoever runs this service this number: { $number }
error-go-home = Go to the home page
