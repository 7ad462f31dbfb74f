package org.relais.routing.territory.folder;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.relais.routing.area.Area;
import org.relais.routing.territory.Neighbour;
import org.relais.routing.territory.Neighbours;

/** Reads {@code neighbours.geojson}, which may be missing: areas as the territory's own, and how one reaches who answers there. */
final class NeighboursFile {

    private static final String FILE = TerritoryFiles.NEIGHBOURS;
    private static final String PAGE = "page";
    private static final String PHONE = "phone";
    private static final String EMAIL = "email";

    private NeighboursFile() {}

    static Neighbours read(TerritoryFiles files, AreasFile.Frame frame, List<Area> own, Findings findings) {
        Optional<String> text = files.text(FILE);
        if (text.isEmpty()) {
            return Neighbours.NONE;
        }
        List<Area> areas = new ArrayList<>();
        List<Neighbour> neighbours = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (AreasFile.Drawn drawn : AreasFile.drawn(FILE, text.get(), List.of(PAGE, PHONE, EMAIL), frame, findings)) {
            Neighbour neighbour = neighbour(drawn, findings);
            checkBorder(drawn, own, findings);
            // One that is listed twice is reported, and the folder refused.
            if (ids.add(neighbour.id())) {
                areas.add(drawn.area());
                neighbours.add(neighbour);
            }
        }
        return new Neighbours(areas, neighbours);
    }

    private static Neighbour neighbour(AreasFile.Drawn drawn, Findings findings) {
        String page = text(drawn, PAGE, NeighboursFile::isWebAddress, "neighbour.page", findings);
        String phone =
                text(drawn, PHONE, written -> Settings.PHONE.matcher(written).matches(), "phone.form", findings);
        String email =
                text(drawn, EMAIL, written -> Settings.EMAIL.matcher(written).matches(), "email.form", findings);
        boolean said = List.of(PAGE, PHONE, EMAIL).stream()
                .anyMatch(property -> drawn.properties().has(property));
        if (!said) {
            findings.error(
                    FILE, drawn.line(), "neighbour.unreachable", drawn.area().id());
        }
        return new Neighbour(drawn.area().id(), drawn.area().name(), page, phone, email);
    }

    /** Empty where it is missing, or reported. */
    private static String text(
            AreasFile.Drawn drawn, String property, Predicate<String> form, String code, Findings findings) {
        if (!drawn.properties().has(property)) {
            return "";
        }
        String written = drawn.properties().path(property).asString("").strip();
        if (!form.test(written)) {
            findings.error(FILE, drawn.line(), code, written);
            return "";
        }
        return written;
    }

    private static boolean isWebAddress(String written) {
        try {
            URI address = new URI(written);
            return address.getHost() != null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static void checkBorder(AreasFile.Drawn drawn, List<Area> own, Findings findings) {
        if (drawn.overlapIntended()) {
            return;
        }
        for (Area area : own) {
            boolean near = area.geometry()
                    .getEnvelopeInternal()
                    .intersects(drawn.area().geometry().getEnvelopeInternal());
            if (near) {
                AreasFile.overlap(area.geometry(), drawn.area().geometry())
                        .ifPresent(shared -> findings.error(
                                FILE,
                                drawn.line(),
                                "neighbour.overlap",
                                drawn.area().id(),
                                area.id(),
                                shared));
            }
        }
    }
}
