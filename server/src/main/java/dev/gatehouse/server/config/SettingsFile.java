package dev.gatehouse.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
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
 * <p>The file is only composed into nodes, so that a value is the text that stands there ({@code 0600} is not octal)
 * and nothing is ever constructed from a tag. A password that is not quoted can begin with a character that means
 * something to YAML ({@code * & ! @ %}); such a value is refused rather than read as something else, and since the
 * parser's own messages would quote it, they are never shown.
 */
final class SettingsFile {

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
            String text = TextFile.read(path);
            Node root = yaml().compose(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
            if (root instanceof MappingNode mapping) {
                mapping.getValue().forEach(this::readEntry);
            } else if (root != null && !root.getTag().equals(Tag.NULL)) {
                problem(root, "not a list of settings (allowed: lines of name: value)");
            }
        } catch (IOException e) {
            problems.add(path + ": " + TextFile.reason(e));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(path + ", line " + line + ": not YAML (allowed: lines of name: value; " + QUOTE + ")");
        } catch (YAMLException e) {
            problems.add(path + ": not YAML (allowed: lines of name: value)");
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(TextFile.LARGEST);
        options.setNestingDepthLimit(10);
        return new Yaml(new SafeConstructor(options));
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
        } else if (isSpecial(valueNode)) {
            problem(
                    keyNode,
                    "the value of " + key + " begins with an anchor, an alias or a tag (allowed: plain text; " + QUOTE
                            + ")");
        } else if (!valueNode.getTag().equals(Tag.NULL) && !valueNode.getValue().isEmpty()) {
            values.put(key.toUpperCase(Locale.ROOT), valueNode.getValue());
        }
    }

    private static boolean isSpecial(ScalarNode node) {
        return node.getAnchor() != null || !node.getTag().startsWith(Tag.PREFIX);
    }

    private void problem(Node node, String what) {
        problems.add(path + ", line " + (node.getStartMark().getLine() + 1) + ": " + what);
    }
}
