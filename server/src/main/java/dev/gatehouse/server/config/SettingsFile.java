package dev.gatehouse.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads {@code gatehouse.yml}: flat lines of {@code name: value}, the names as of the environment variables but in
 * lower case.
 *
 * <p>A password that is not quoted can begin with a character that means something to YAML ({@code * & ! @ %}); such a
 * value is refused rather than read as something else, and since the parser's own messages would quote it, they are
 * never shown.
 */
final class SettingsFile {

    private static final int DEEPEST = 10;
    private static final String QUOTE = "put a value that begins with a special character into 'single quotes'";

    private final Path path;
    private final SortedSet<String> keys = new TreeSet<>();
    private final Problems problems;
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private SettingsFile(Path path, SortedSet<String> names, Problems problems) {
        this.path = path;
        this.problems = problems;
        names.forEach(name -> keys.add(Setting.key(name)));
    }

    /** What the file sets; whatever is wrong with it is added to the problems. */
    static Source read(Path path, SortedSet<String> names, Problems problems) {
        SettingsFile file = new SettingsFile(path, names, problems);
        file.read();
        return new Source(Optional.of(path), file.values);
    }

    private void read() {
        try {
            Node root = YamlNodes.compose(TextFile.read(path), DEEPEST);
            if (root instanceof MappingNode mapping) {
                mapping.getValue().forEach(this::readEntry);
            } else if (root != null && !root.getTag().equals(Tag.NULL)) {
                problem(root, "not a list of settings (allowed: lines of name: value)");
            }
        } catch (IOException e) {
            problems.add(path + ": " + TextFile.reason(e));
        } catch (MarkedYAMLException e) {
            problems.add(
                    path + ", line " + YamlNodes.line(e) + ": not YAML (allowed: lines of name: value; " + QUOTE + ")");
        } catch (YAMLException e) {
            problems.add(path + ": not YAML (allowed: lines of name: value)");
        }
    }

    private void readEntry(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode keyNode)
                || !keyNode.getTag().equals(Tag.STR)) {
            problem(entry.getKeyNode(), "a key that is not a text (allowed: names of settings in lower case)");
            return;
        }
        String key = keyNode.getValue();
        if (!seen.add(key)) {
            problem(keyNode, Redaction.show(key) + " is set twice (allowed: once)");
        } else if (!keys.contains(key)) {
            problem(keyNode, "unknown setting " + Redaction.show(key) + NearestName.suggestion(key, keys));
        } else if (!(entry.getValueNode() instanceof ScalarNode valueNode)) {
            problem(keyNode, key + " holds a list or a map (allowed: one value; several are separated by commas)");
        } else if (YamlNodes.isSpecial(valueNode)) {
            problem(
                    keyNode,
                    "the value of " + key + " begins with an anchor, an alias or a tag (allowed: plain text; " + QUOTE
                            + ")");
        } else if (!valueNode.getTag().equals(Tag.NULL) && !valueNode.getValue().isEmpty()) {
            values.put(key.toUpperCase(Locale.ROOT), valueNode.getValue());
        }
    }

    private void problem(Node node, String what) {
        problems.add(path + ", line " + YamlNodes.line(node) + ": " + what);
    }
}
