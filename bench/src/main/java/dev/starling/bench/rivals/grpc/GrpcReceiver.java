package dev.starling.bench.rivals.grpc;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Tally;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// A server with both methods.
final class GrpcReceiver implements Receiver {
    private final int sizeBytes;
    private final Tally tally;
    private final Server server;

    GrpcReceiver(Job job, Tally tally) throws IOException {
        this.sizeBytes = job.opaqueBytes();
        this.tally = tally;
        ServerServiceDefinition service =
                ServerServiceDefinition.builder(Methods.SERVICE)
                        .addMethod(Methods.ASK, ServerCalls.asyncUnaryCall(GrpcReceiver::answer))
                        .addMethod(
                                Methods.TELL, ServerCalls.asyncClientStreamingCall(_ -> new Told()))
                        .build();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server =
                NettyServerBuilder.forAddress(any)
                        .directExecutor()
                        .addService(service)
                        .build()
                        .start();
    }

    @Override
    public List<Integer> ports() {
        return List.of(server.getPort());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static void answer(byte[] question, StreamObserver<byte[]> answers) {
        answers.onNext(question);
        answers.onCompleted();
    }

    /// Takes what is told.
    private final class Told implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] bytes) {
            tally.take(bytes.length == sizeBytes ? Payload.number(bytes, bytes.length) : -1);
        }

        @Override
        public void onError(Throwable why) {
            // The sending process has gone: what is missing, its own count shows.
        }

        @Override
        public void onCompleted() {}
    }
}
