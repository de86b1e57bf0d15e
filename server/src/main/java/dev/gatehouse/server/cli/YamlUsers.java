package dev.gatehouse.server.cli;

import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.usersfile.UsersYaml;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Users in a list of YAML, such as Rackscope's {@code app.yaml}. It is read as a whole, so it is bounded as one. */
final class YamlUsers implements Iterator<ImportEntry> {

    private final Iterator<UsersYaml.Entry> entries;

    YamlUsers(Reader reader) throws IOException {
        this.entries = switch (UsersYaml.read(text(reader))) {
            case Done<List<UsersYaml.Entry>>(List<UsersYaml.Entry> found) -> found.iterator();
            case Refused<List<UsersYaml.Entry>>(Refusal refusal) ->
                throw CommandFailure.usage("This cannot be imported as YAML: " + refusal.detail() + ".");
        };
    }

    private static String text(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[ImportFile.LONGEST];
        for (int read = 0; read >= 0; read = reader.read(buffer)) {
            text.append(buffer, 0, read);
            if (text.length() > UsersYaml.LARGEST) {
                throw CommandFailure.usage("A file of YAML may have at most " + UsersYaml.LARGEST
                        + " characters: give more users as JSON lines or CSV.");
            }
        }
        return text.toString();
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public ImportEntry next() {
        UsersYaml.Entry entry = entries.next();
        return switch (entry.fields()) {
            case Done<Map<String, String>>(Map<String, String> fields) -> new ImportEntry.Row(entry.line(), fields);
            case Refused<Map<String, String>>(Refusal refusal) ->
                new ImportEntry.Unreadable(entry.line(), refusal.detail());
        };
    }
}
