package dev.gatehouse.server.cli;

import dev.gatehouse.server.audit.AuditEventType;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Types of audit events by their labels. */
final class AuditTypeName implements ITypeConverter<AuditEventType> {

    @Override
    public AuditEventType convert(String label) {
        return AuditEventType.ofLabel(label)
                .orElseThrow(
                        () -> new TypeConversionException("a type is one of " + String.join(", ", new Candidates())));
    }

    /** The labels, for completion. */
    static final class Candidates implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(AuditEventType.values()).map(AuditEventType::label).iterator();
        }
    }
}
