package dev.gatehouse.server.usersfile;

import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.config.YamlNodes;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Finds the users in a text of YAML: a list called {@code users}, at the top or under {@code auth} as in Rackscope's
 * {@code app.yaml}. Whatever else the text holds is not looked at, and nothing of it is ever shown.
 */
public final class UsersYaml {

    /** The longest text that may be read, in bytes. */
    public static final int LARGEST = 1024 * 1024;

    /** The most users that a text may hold. */
    public static final int MOST = 10_000;

    private static final int DEEPEST = 50;
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private UsersYaml() {}

    /**
     * One entry of the list.
     *
     * @param line where it begins, from 1
     * @param fields what is not empty of what {@link ImportedAccount#FIELDS} names, as text; or why it cannot be read
     * @param unknown the name of a field that is none of ours, if there is one
     */
    public record Entry(int line, Outcome<Map<String, String>> fields, Optional<String> unknown) {

        @Override
        public String toString() {
            return "Entry[" + line + "]";
        }
    }

    /** The entries in their order; refused, with the line where there is one, if the text is not YAML with such a list. */
    public static Outcome<List<Entry>> read(String text) {
        try {
            return entries(YamlNodes.compose(text, DEEPEST));
        } catch (MarkedYAMLException e) {
            return unusable("line " + YamlNodes.line(e) + ": this is not YAML");
        } catch (YAMLException e) {
            return unusable("this is not YAML");
        }
    }

    private static <T> Outcome<T> unusable(String why) {
        return Outcome.refused(Reason.INVALID, why);
    }

    private static Outcome<List<Entry>> entries(@Nullable Node root) {
        List<Node> found = new ArrayList<>(values(root, "users"));
        values(root, "auth").forEach(section -> found.addAll(values(section, "users")));
        if (found.isEmpty()) {
            return unusable("there is no list of users (users: at the top, or under auth:)");
        }
        Node users = found.getLast();
        if (found.size() > 1) {
            return unusable("line " + YamlNodes.line(users) + ": there is a second list of users");
        }
        if (!(users instanceof SequenceNode list)) {
            return unusable("line " + YamlNodes.line(users) + ": users is not a list (for none at all: users: [])");
        }
        if (list.getValue().size() > MOST) {
            return unusable("there are more than " + MOST + " users");
        }
        return Outcome.done(list.getValue().stream().map(UsersYaml::entry).toList());
    }

    private static List<Node> values(@Nullable Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .toList()
                : List.of();
    }

    private static Entry entry(Node node) {
        int line = YamlNodes.line(node);
        if (!(node instanceof MappingNode mapping)) {
            return new Entry(line, unusable("A user is written as fields, such as username: alice."), Optional.empty());
        }
        Map<String, String> fields = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Optional<String> unknown = Optional.empty();
        for (NodeTuple field : mapping.getValue()) {
            Optional<String> name = name(field.getKeyNode());
            if (name.filter(ImportedAccount.FIELDS::contains).isEmpty()) {
                unknown = name.filter(SHOWABLE.asMatchPredicate()).or(() -> Optional.of("of an odd name"));
                continue;
            }
            String known = name.get();
            if (!seen.add(known)) {
                return new Entry(line, unusable(known + " is there twice."), Optional.empty());
            }
            if (!(field.getValueNode() instanceof ScalarNode value) || YamlNodes.isSpecial(value)) {
                return new Entry(
                        line,
                        unusable(known + " must be a plain text; put it into 'single quotes' if it begins with a"
                                + " special character."),
                        Optional.empty());
            }
            if (!value.getTag().equals(Tag.NULL) && !value.getValue().isEmpty()) {
                fields.put(known, value.getValue());
            }
        }
        return new Entry(line, Outcome.done(fields), unknown);
    }

    private static Optional<String> name(Node key) {
        return key instanceof ScalarNode scalar && !YamlNodes.isSpecial(scalar)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }
}
