package dev.starling.bench.rivals.grpc;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Channels, one a link, each with one stream; questions go over the first.
final class GrpcSender implements Sender {
    private final int bodyBytes;
    private final Payload payload;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();

    GrpcSender(Job job, int port) {
        bodyBytes = job.work() == Work.REQUESTS ? job.payloadBytes() : job.opaqueBytes();
        payload = new Payload(bodyBytes);
        for (int link = 0; link < job.links(); link++) {
            InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress(there).usePlaintext().directExecutor().build();
            channels.add(channel);
            if (job.work() == Work.ONE_WAY) {
                streams.add(new Stream(channel));
            }
        }
    }

    @Override
    public void send(int link, long number) throws InterruptedException {
        // A message is read when the library comes to it.
        streams.get(link).send(payload.of(Tally.number(link, number)).clone());
    }

    @Override
    public long ask(long number) {
        byte[] question = new Payload(bodyBytes).of(number);
        byte[] answer =
                ClientCalls.blockingUnaryCall(
                        channels.getFirst(), Methods.ASK, CallOptions.DEFAULT, question);
        return Payload.number(answer, answer.length);
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }

    /// Messages one way, as many as the call is ready for. One thread sends.
    private static final class Stream extends ClientCall.Listener<byte[]> {
        private final Semaphore ready = new Semaphore(0);
        private final ClientCall<byte[], byte[]> call;

        Stream(ManagedChannel channel) {
            call = channel.newCall(Methods.TELL, CallOptions.DEFAULT);
            call.start(this, new Metadata());
            call.request(1);
        }

        void send(byte[] message) throws InterruptedException {
            while (!call.isReady()) {
                ready.acquire();
            }
            call.sendMessage(message);
        }

        @Override
        public void onReady() {
            ready.release();
        }
    }
}
