package dev.gatehouse.server.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Entries as rows of CSV (RFC 4180), the names of the fields in the first. */
final class CsvRows implements Iterator<ImportEntry> {

    private final Iterator<CsvRecord> rows;
    private final List<String> header;
    private long line = 1;
    private boolean broken;
    private boolean ended;

    CsvRows(Reader reader, ImportKind kind) {
        this.rows = CsvReader.builder()
                .maxBufferSize(ImportFile.LONGEST)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(reader)
                .iterator();
        this.header = header(kind);
    }

    private List<String> header(ImportKind kind) {
        try {
            List<String> names = rows.hasNext()
                    ? rows.next().getFields().stream().map(String::strip).toList()
                    : List.of();
            if (kind.isHeader(names)) {
                return names;
            }
        } catch (CsvParseException e) {
            // As little a header as any other first line.
        }
        throw kind.unknownFormat();
    }

    @Override
    public boolean hasNext() {
        if (ended) {
            return false;
        }
        try {
            return broken || rows.hasNext();
        } catch (CsvParseException e) {
            broken = true;
            return true;
        }
    }

    @Override
    public ImportEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (broken) {
            ended = true;
            return new ImportEntry.Unreadable(
                    line, "After this line the file cannot be read as CSV; nothing behind it was looked at.");
        }
        CsvRecord row = rows.next();
        line = row.getStartingLineNumber();
        return entry(row.getFields());
    }

    private ImportEntry entry(List<String> values) {
        if (values.size() != header.size()) {
            return new ImportEntry.Unreadable(
                    line, "The row has %d fields, the header %d.".formatted(values.size(), header.size()));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                fields.put(header.get(i), values.get(i));
            }
        }
        return new ImportEntry.Row(line, fields);
    }
}
