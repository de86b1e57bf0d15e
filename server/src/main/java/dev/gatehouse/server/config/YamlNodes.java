package dev.gatehouse.server.config;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML that is only composed into nodes, so that a value is the text that stands there ({@code 0600} is not octal) and
 * nothing is ever constructed from a tag.
 */
public final class YamlNodes {

    private YamlNodes() {}

    /**
     * The root of a text, which is bounded by whoever read it; null if it says nothing.
     *
     * @param deepest how deeply lists and maps may be nested
     * @throws org.yaml.snakeyaml.error.YAMLException if the text is not one document of YAML; its message quotes the
     *     text and may not be shown
     */
    public static @Nullable Node compose(String text, int deepest) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(text.length() + 1);
        options.setNestingDepthLimit(deepest);
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new Yaml(new SafeConstructor(options)).compose(new StringReader(unmarked));
    }

    /** Whether a value begins with an anchor, an alias or a tag, and so is not the text that stands there. */
    public static boolean isSpecial(ScalarNode node) {
        return node.getAnchor() != null || !node.getTag().startsWith(Tag.PREFIX);
    }

    /** The line that a node begins on, from 1. */
    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The line that is wrong, from 1. */
    public static int line(MarkedYAMLException failure) {
        return failure.getProblemMark() == null ? 1 : failure.getProblemMark().getLine() + 1;
    }
}
