package org.relais.intake.open311.web;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.open311.web.Document.Items;
import org.relais.intake.validation.Characters;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a document in either format. */
@Component
class DocumentWriter {

    private final XMLOutputFactory xml = XMLOutputFactory.newDefaultFactory();
    private final JsonMapper json;

    DocumentWriter(JsonMapper json) {
        this.json = json;
    }

    byte[] write(Document document, Format format) {
        return switch (format) {
            case JSON -> json.writeValueAsBytes(plain(document.content()));
            case XML -> xml(document);
        };
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Fields fields -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                fields.values().forEach((name, each) -> object.put(name, plain(each)));
                yield object;
            }
            case Items items ->
                items.values().stream().map(DocumentWriter::plain).toList();
            case null -> null;
            case Object other -> other;
        };
    }

    private byte[] xml(Document document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = xml.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            element(document.root(), document.content(), writer);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void element(String name, @Nullable Object value, XMLStreamWriter writer) throws XMLStreamException {
        if (value == null || value.equals("")) {
            writer.writeEmptyElement(name);
            return;
        }
        writer.writeStartElement(name);
        switch (value) {
            case Fields fields -> {
                for (var field : fields.values().entrySet()) {
                    element(field.getKey(), field.getValue(), writer);
                }
            }
            case Items items -> {
                for (Object item : items.values()) {
                    element(items.name(), item, writer);
                }
            }
            case BigDecimal number -> writer.writeCharacters(number.toPlainString());
            case Object text -> writer.writeCharacters(Characters.inXml(text.toString()));
        }
        writer.writeEndElement();
    }
}
