package org.relais.intake.mail.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The words of an HTML mail, a quotation marked as plain text marks it. */
final class HtmlText {

    private static final Set<String> SILENT = Set.of("script", "style", "head", "title", "template", "noscript");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "br",
            "li",
            "tr",
            "table",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "hr",
            "pre");

    private HtmlText() {}

    static String of(String html) {
        if (html.isBlank()) {
            return "";
        }
        Writer writer = new Writer();
        Jsoup.parse(html).traverse(writer);
        return writer.text();
    }

    private static final class Writer implements NodeVisitor {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder line = new StringBuilder();
        private int quoted;
        private int silent;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words && silent == 0) {
                line.append(words.getWholeText().replaceAll("[\\s\u00a0]+", " "));
            } else if (node instanceof Element element) {
                String name = element.normalName();
                silent += SILENT.contains(name) ? 1 : 0;
                if (BLOCKS.contains(name)) {
                    endLine(name.equals("br"));
                }
                quoted += name.equals("blockquote") ? 1 : 0;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                String name = element.normalName();
                silent -= SILENT.contains(name) ? 1 : 0;
                if (BLOCKS.contains(name) && !name.equals("br")) {
                    endLine(name.equals("p"));
                }
                quoted -= name.equals("blockquote") ? 1 : 0;
            }
        }

        private void endLine(boolean evenIfEmpty) {
            String words = line.toString().strip();
            line.setLength(0);
            if (!words.isEmpty() || evenIfEmpty && !text.isEmpty()) {
                text.append(quoted > 0 ? "> " : "").append(words).append('\n');
            }
        }

        String text() {
            endLine(false);
            return text.toString().replaceAll("\n{3,}", "\n\n").strip();
        }
    }
}
