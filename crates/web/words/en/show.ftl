show-important = Important
show-success = Done
show-information = Information
show-contents = Contents
show-do-not = do not
