-- What the file of users last said of the account; null if it is not from there.
ALTER TABLE account ADD COLUMN file_entry TEXT;
