package org.relais.local;

import java.util.List;

final class HelpCommand implements Command {

    @Override
    public int run(Context context, List<String> arguments) {
        context.console().say("help");
        return OK;
    }
}
