package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Role;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Roles by their labels. */
final class RoleName implements ITypeConverter<Role> {

    @Override
    public Role convert(String label) {
        return Role.ofLabel(label)
                .orElseThrow(() -> new TypeConversionException("a role is viewer, operator or admin"));
    }

    /** The labels, for completion. */
    static final class Candidates implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(Role.values()).map(Role::label).iterator();
        }
    }
}
