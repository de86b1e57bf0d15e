package dev.gatehouse.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Secrets from standard input: one line each, without the one line end (LF or CRLF) behind it. */
final class StandardInputLines {

    /** The longest line, in bytes: twice what the longest password takes. */
    static final int LONGEST = 8 * 1024;

    private final InputStream in;

    StandardInputLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line. The last one may lack its line end.
     *
     * @param what what the line should hold, for the message if it is not there
     */
    String next(String what) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            if (next < 0) {
                throw CommandFailure.usage("Standard input ended before " + what + ".");
            }
            for (; next >= 0 && next != '\n'; next = in.read()) {
                if (line.size() == LONGEST) {
                    throw CommandFailure.usage("Standard input: " + what + " is longer than " + LONGEST + " bytes.");
                }
                line.write(next);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return next == '\n' && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw CommandFailure.usage("Standard input: " + what + " is not UTF-8 text.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
