package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relais.event.catalogue.Topics;
import org.relais.platform.security.Roles;
import org.relais.routing.territory.Contact;
import org.relais.routing.territory.Department;

/** Reads {@code departments.yaml}. */
final class DepartmentsFile {

    /** A department signs in under its code: at the issuer, where roles and services have names too, and at Kafka. */
    private static final Set<String> RESERVED =
            Stream.concat(Roles.ALL.stream(), Topics.GROUPS.stream()).collect(Collectors.toUnmodifiableSet());

    private DepartmentsFile() {}

    static List<Department> read(TerritoryFiles files, List<String> languages, Findings findings) {
        Optional<YamlMap> file = YamlFile.open(files, TerritoryFiles.DEPARTMENTS, findings);
        if (file.isEmpty()) {
            return List.of();
        }
        Codes codes = new Codes(Codes.DEPARTMENT, RESERVED, findings);
        List<Department> departments = new ArrayList<>();
        for (YamlMap map : file.get().maps("departments")) {
            departments.add(department(map, codes, languages));
        }
        file.get().done();
        return departments;
    }

    private static Department department(YamlMap map, Codes codes, List<String> languages) {
        String code = map.text("code");
        codes.add(map.file(), map.line("code"), code);
        Optional<YamlMap> contact = map.map("contact");
        Department department = new Department(
                code,
                map.translated("name", languages),
                map.translated("description", languages),
                contact.map(Settings::contact).orElse(new Contact("", "", "")),
                map.flag("kafka"),
                CalendarFile.closingDays(map));
        contact.ifPresent(YamlMap::done);
        map.done();
        return department;
    }
}
