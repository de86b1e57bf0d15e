package dev.gatehouse.session.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.session.Session;
import java.util.zip.CRC32C;

/** Records as a later version of this program would write them. */
final class LaterVersion {

    private LaterVersion() {}

    /** The record of a session, one version ahead and with a field that nobody knows today. */
    static String of(Session session, String field) {
        String rest = SessionRecord.of(session).text().split("\\|", 3)[2] + "|" + field;
        CRC32C crc = new CRC32C();
        crc.update(("2|" + rest + "|").getBytes(UTF_8));
        return "2|" + Long.toString(crc.getValue(), 36) + "|" + rest;
    }
}
