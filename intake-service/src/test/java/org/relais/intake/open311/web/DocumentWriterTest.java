package org.relais.intake.open311.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.open311.web.Document.Items;
import tools.jackson.databind.json.JsonMapper;

class DocumentWriterTest {

    private static final Document DOCUMENT = Document.of(
            "things",
            new Items("thing")
                    .add(new Fields()
                            .with("name", "<a> & b\u0001")
                            .with("nothing", null)
                            .with("lat", BigDecimal.valueOf(0.00001))
                            .with("formats", new Items("format").add("x").add("y"))));

    private final DocumentWriter writer =
            new DocumentWriter(JsonMapper.builder().build());

    @Test
    void writesXmlThatEveryParserReads() {
        assertThat(written(Format.XML))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><things><thing><name>&lt;a&gt; &amp; b\uFFFD</name>"
                            + "<nothing/><lat>0.000010</lat><formats><format>x</format><format>y</format></formats></thing>"
                            + "</things>");
    }

    @Test
    void writesJsonWithoutTheNamesThatXmlNeeds() {
        assertThat(written(Format.JSON))
                .isEqualTo(
                        "[{\"name\":\"<a> & b\\u0001\",\"nothing\":null,\"lat\":0.000010,\"formats\":[\"x\",\"y\"]}]");
    }

    private String written(Format format) {
        return new String(writer.write(DOCUMENT, format), StandardCharsets.UTF_8);
    }
}
