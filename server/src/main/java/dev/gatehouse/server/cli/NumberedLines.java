package dev.gatehouse.server.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of a text that are not blank, without the blanks at their ends. Those that are blank count all the same. */
final class NumberedLines implements Iterator<NumberedLines.Line> {

    private final Reader reader;
    private final StringBuilder line = new StringBuilder();
    private boolean tooLong;
    private long number;

    NumberedLines(Reader reader) {
        this.reader = reader;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param tooLong whether it was longer than {@link ImportFile#LONGEST} and was cut
     */
    record Line(long number, String text, boolean tooLong) {

        @Override
        public String toString() {
            return "Line[" + number + "]";
        }

        /** The entry to make of a line that is too long. */
        ImportEntry unreadable() {
            return new ImportEntry.Unreadable(number, "The line is longer than " + ImportFile.LONGEST + " characters.");
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (line.isEmpty()) {
                if (!read()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a line, cut short if it is too long; false at the end of the text. */
    private boolean read() throws IOException {
        tooLong = false;
        int next = reader.read();
        if (next < 0) {
            return false;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = reader.read()) {
            if (line.length() == ImportFile.LONGEST) {
                tooLong = true;
            } else if (!line.isEmpty() || !Character.isWhitespace(next)) {
                line.append((char) next);
            }
        }
        return true;
    }

    @Override
    public Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Line read = new Line(number, line.toString().stripTrailing(), tooLong);
        line.setLength(0);
        return read;
    }
}
