package dev.gatehouse.benchmarks.load.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads HTTP/1.1 answers as they arrive, as far as a load has to: the status, and where the answer ends. Bodies need a
 * {@code Content-Length}. For one thread.
 */
final class Answer {

    private static final int CAPACITY = 16 * 1_024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
    private static final int NOT_YET = -1;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
    private int end = NOT_YET;

    /** Where what arrives is put. */
    ByteBuffer buffer() {
        return buffer;
    }

    /**
     * The status, once the whole answer is there; then this is ready for the next one. Otherwise -1.
     *
     * @throws IOException if the answer cannot be understood
     */
    int status() throws IOException {
        if (end == NOT_YET) {
            end = findEnd();
        }
        if (end == NOT_YET || buffer.position() < end) {
            return NOT_YET;
        }
        int status = 0;
        for (int i = STATUS_AT; i < STATUS_AT + 3; i++) {
            status = status * 10 + (buffer.get(i) - '0');
        }
        buffer.clear();
        end = NOT_YET;
        return status;
    }

    private int findEnd() throws IOException {
        int received = buffer.position();
        long body = 0;
        int line = 0;
        for (int i = 1; i < received; i++) {
            if (buffer.get(i) != '\n') {
                continue;
            }
            if (i - line <= 1) {
                if (i + 1 + body > CAPACITY) {
                    throw new IOException("An answer of " + body + " bytes is longer than expected");
                }
                return (int) (i + 1 + body);
            }
            if (startsWithLength(line)) {
                body = number(line + LENGTH.length, i);
            }
            line = i + 1;
        }
        if (received == CAPACITY) {
            throw new IOException("The head of an answer is longer than expected");
        }
        return NOT_YET;
    }

    private boolean startsWithLength(int line) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((buffer.get(line + i) | ' ') != (LENGTH[i] | ' ')) {
                return false;
            }
        }
        return true;
    }

    private long number(int from, int to) throws IOException {
        byte[] text = new byte[to - from];
        buffer.get(from, text);
        try {
            return Long.parseLong(new String(text, US_ASCII).strip());
        } catch (NumberFormatException e) {
            throw new IOException("A length is no number", e);
        }
    }
}
