package org.relais.intake;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Every channel in; requests as filed, the vault of contact details, and what the public sees of a request. */
@SpringBootApplication
public class IntakeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(IntakeApplication.class, arguments);
    }
}
