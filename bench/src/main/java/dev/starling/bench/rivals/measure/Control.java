package dev.starling.bench.rivals.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The sending process's questions to the [ControlPort] of the receiving one.
public final class Control implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answers;
    private final PrintWriter asks;

    public Control(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        answers =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        asks = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /// Waits until so many messages were taken.
    ///
    /// @throws IllegalStateException when one was lost, doubled, damaged or out of order
    public void await(long taken) throws IOException {
        String failure = ask(ControlPort.AWAIT + taken);
        if (!failure.equals(ControlPort.FINE)) {
            throw new IllegalStateException(failure);
        }
    }

    /// What the receiving process uses.
    public Usage usage() throws IOException {
        return Usage.decode(ask(ControlPort.USAGE));
    }

    /// What the receiving process uses without its garbage.
    public Usage collected() throws IOException {
        return Usage.decode(ask(ControlPort.COLLECTED));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String ask(String line) throws IOException {
        asks.println(line);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the receiving process ended without a word; see its stderr");
        }
        return answer;
    }
}
