show-important = Important
show-success = Done
show-information = Information
