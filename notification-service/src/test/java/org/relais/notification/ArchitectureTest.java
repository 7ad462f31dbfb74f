package org.relais.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    private static final String ROOT = "org.relais.notification";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void looksAtRealPackages() {
        assertThat(CLASSES.size()).isGreaterThan(60);
        for (String feature : new String[] {"planning", "request", "delivery", "template", "territory", "following"}) {
            assertThat(CLASSES.containPackage(ROOT + "." + feature)).as(feature).isTrue();
        }
    }

    @Test
    void featuresUseEachOtherThroughTheirApiAlone() {
        ApplicationModules.of(NotificationServiceApplication.class).verify();
    }

    @Test
    void planningIsPlainJava() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + ".planning", ROOT + ".request")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".planning", ROOT + ".request")
                .check(CLASSES);
    }

    @Test
    void avroStaysAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "org.relais.event..")
                .check(CLASSES);
    }

    @Test
    void timeAndIdsComeInAsData() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(CLASSES);
    }
}
