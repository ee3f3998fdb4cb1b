package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.node.planted.Unannounced;
import dev.starling.node.testing.ApiDump;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What programs can see of a node is what api.txt says: so every change of it shows in a review.
final class ApiTest {
    private static final String ROOM = "dev.starling.node";
    private static final Path WRITTEN = Path.of("api.txt");
    private static final Path FOUND = Path.of("target", "api.txt");

    @Test
    void theApiIsWhatIsWrittenDown() throws Exception {
        List<String> found = ApiDump.of(ROOM, types());
        Files.write(FOUND, found);
        assertThat(ApiDump.differences(Files.readAllLines(WRITTEN), found))
                .as("node/api.txt differs; if the change is meant, copy node/target/api.txt to it")
                .isEmpty();
    }

    @Test
    void aPlantedTypeIsFoundAndAMissingMethodToo() throws Exception {
        List<String> written = new ArrayList<>(Files.readAllLines(WRITTEN));
        List<Class<?>> more = new ArrayList<>(types());
        more.add(Unannounced.class);
        assertThat(ApiDump.differences(written, ApiDump.of(ROOM, more)))
                .containsExactlyInAnyOrder(
                        "+ public abstract interface dev.starling.node.planted.Unannounced",
                        "+     public abstract dev.starling.node.planted.Unannounced$Reached"
                                + " dev.starling.node.planted.Unannounced.planted()",
                        "+ public abstract static interface"
                                + " dev.starling.node.planted.Unannounced$Reached");

        written.add("    public void dev.starling.node.Peer.gone()");
        assertThat(ApiDump.differences(written, ApiDump.of(ROOM, types())))
                .containsExactly("-     public void dev.starling.node.Peer.gone()");
    }

    /// All types of the room itself and of what stands beside it; those of other rooms count when
    /// these lead to them.
    private static List<Class<?>> types() throws IOException, URISyntaxException {
        List<Class<?>> types = new ArrayList<>(types(ROOM));
        types.addAll(types(ROOM + ".io"));
        return types;
    }

    private static List<Class<?>> types(String room) throws IOException, URISyntaxException {
        Path classes =
                Path.of(Node.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(classes.resolve(room.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .<Class<?>>map(name -> type(room + "." + name))
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
