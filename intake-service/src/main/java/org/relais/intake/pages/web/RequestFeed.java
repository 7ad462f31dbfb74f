package org.relais.intake.pages.web;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.PublicView;
import org.relais.intake.validation.Characters;

/** The public list as Atom (RFC 4287), with places as GeoRSS has them. An entry is a request; it changes with the request. */
final class RequestFeed {

    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
    private static final String GEORSS = "http://www.georss.org/georss";

    private final String base;
    private final Territory territory;
    private final String language;

    RequestFeed(String base, Territory territory, String language) {
        this.base = base;
        this.territory = territory;
        this.language = language;
    }

    /** @param self path of the feed itself */
    byte[] document(String self, String page, String title, List<PublicView> requests) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
            xml.writeNamespace("georss", GEORSS);
            xml.writeAttribute("xml:lang", language);
            text(xml, "id", base + self);
            text(xml, "title", title);
            text(xml, "updated", updated(requests).toString());
            link(xml, "self", "application/atom+xml", base + self);
            link(xml, "alternate", "text/html", base + page);
            xml.writeStartElement("author");
            text(xml, "name", territory.contactName().in(language));
            xml.writeEndElement();
            for (PublicView request : requests) {
                entry(xml, request);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private void entry(XMLStreamWriter xml, PublicView request) throws XMLStreamException {
        String address = base + "/requests/" + request.trackingCode();
        PublicView.Location place = request.location();
        xml.writeStartElement("entry");
        text(xml, "id", address);
        text(xml, "title", title(request, place));
        text(xml, "published", request.submittedAt().toString());
        text(xml, "updated", request.updatedAt().toString());
        link(xml, "alternate", "text/html", address);
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", request.service().code());
        xml.writeAttribute("label", request.service().name());
        if (!request.description().isBlank()) {
            text(xml, "summary", request.description());
        }
        if (place != null && place.latitude() != null && place.longitude() != null) {
            xml.writeStartElement("georss", "point", GEORSS);
            xml.writeCharacters(place.latitude() + " " + place.longitude());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String title(PublicView request, PublicView.@Nullable Location place) {
        String address = place == null ? null : place.address();
        return address == null ? request.service().name() : request.service().name() + ", " + address;
    }

    /** A feed without entries has never changed. */
    private static Instant updated(List<PublicView> requests) {
        return requests.stream()
                .map(PublicView::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(Characters.inXml(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String type, String address)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", address);
    }
}
