package dev.starling.bench.rivals;

import dev.starling.bench.rivals.measure.Control;
import dev.starling.bench.rivals.measure.ControlPort;
import dev.starling.bench.rivals.measure.Figures;
import dev.starling.bench.rivals.measure.Idle;
import dev.starling.bench.rivals.measure.Measure;
import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Rival;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One of the two processes of a measurement.
public final class Side {
    /// Before a line that is for the process that compares; libraries may say what they like.
    static final String SAYS = "side: ";

    private Side() {}

    /// `receive ENTRANT JOB` prints its ports and serves until the sending process is gone; `send
    /// ENTRANT JOB PORTS CONTROL` measures and prints the figures as JSON.
    public static void main(String[] args) throws Exception {
        Entrant entrant = Entrant.valueOf(args[1]);
        Job job = Job.decode(args[2]);
        if (args[0].equals("receive")) {
            receive(entrant, job);
        } else {
            send(entrant, job, args[3], Integer.parseInt(args[4]));
        }
        // A rival may leave threads behind; what is measured is over.
        System.exit(0);
    }

    private static void receive(Entrant entrant, Job job) throws Exception {
        Tally tally = new Tally(job.links());
        try (ControlPort control = new ControlPort(tally);
                Receiver receiver = entrant.rival().receive(job, tally)) {
            System.out.println(SAYS + words(receiver.ports()) + " " + control.port());
            control.serve();
        }
    }

    private static void send(Entrant entrant, Job job, String words, int controlPort)
            throws Exception {
        List<Integer> ports = Arrays.stream(words.split(",", -1)).map(Integer::valueOf).toList();
        try (Control control = new Control(controlPort)) {
            System.out.println(SAYS + figures(entrant.rival(), job, ports, control).json());
        }
    }

    private static Figures figures(Rival rival, Job job, List<Integer> ports, Control control)
            throws Exception {
        if (job.work() == Work.IDLE) {
            return Idle.measure(rival, job, ports, control);
        }
        try (Sender sender = rival.send(job, ports)) {
            return new Measure(job, sender, control).run();
        }
    }

    private static String words(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
