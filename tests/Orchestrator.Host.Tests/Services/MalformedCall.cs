using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Services;

/// <summary>What is wrong with a call.</summary>
internal enum Fault
{
    Noise,
    Truncated,
    WrongLength,
    WrongFlag,
    WrongContent,
    WrongCount,
    WrongSession,
}

/// <summary>One call with something wrong: the method, the fault, and the number that everything else follows from.</summary>
internal sealed record MalformedCall(MethodDescriptor Method, Fault Fault, int Seed)
{
    private static readonly MethodDescriptor[] Methods =
    [
        .. new[] { Wire.SweepsReflection.Descriptor, Wire.WorkersReflection.Descriptor, Wire.CatalogReflection.Descriptor }
            .SelectMany(file => file.Services).SelectMany(service => service.Methods),
    ];

    private static readonly MethodDescriptor Attach = Methods.Single(method => method.Name == "Attach");

    public static Gen<MalformedCall> Any { get; } =
        from method in Gen.Elements(Methods)
        from fault in Gen.Frequency(
            (2, Gen.Constant(Fault.Noise)), (2, Gen.Constant(Fault.Truncated)), (1, Gen.Constant(Fault.WrongLength)),
            (1, Gen.Constant(Fault.WrongFlag)), (6, Gen.Constant(Fault.WrongContent)),
            (1, Gen.Constant(Fault.WrongCount)), (2, Gen.Constant(Fault.WrongSession)))
        from seed in Gen.Choose(0, int.MaxValue)
        select new MalformedCall(fault == Fault.WrongSession ? Attach : method, fault, seed);

    public static int MethodCount => Methods.Length;

    public string Path => $"/{Method.Service.FullName}/{Method.Name}";

    public override string ToString() => $"{Path} {Fault} {Seed}";

    /// <summary>The body of the request: frames, or what pretends to be some.</summary>
    public byte[] Body(IReadOnlyList<string> words)
    {
        var random = new Random(Seed);
        var noise = new WireNoise(random, words);
        var message = noise.Message(Method.InputType);
        switch (Fault)
        {
            case Fault.Noise:
                return Frame(noise.Bytes(200));
            case Fault.Truncated:
                var whole = Frame(message);
                return whole[..random.Next(whole.Length)];
            case Fault.WrongLength:
                uint[] lengths = [(uint)message.Length + 1, uint.MaxValue, int.MaxValue, (4 << 20) + 1, 1 << 20];
                return Frame(message, length: lengths[random.Next(lengths.Length)]);
            case Fault.WrongFlag:
                return Frame(message, flag: (byte)random.Next(1, 256));
            case Fault.WrongCount:
                return [.. Enumerable.Range(0, random.Next(5)).SelectMany(_ => Frame(message))];
            case Fault.WrongSession:
                return Session(noise, random);
            default:
                return Frame(message);
        }
    }

    // Attached well, and then anything: other messages out of order, results of leases that are not held.
    private static byte[] Session(WireNoise noise, Random random)
    {
        var worker = $"w{random.Next(20)}";
        var frames = new List<byte>();
        if (random.Next(10) > 0)
            frames.AddRange(Frame(Said(new WorkerAttached(worker, WorkerOffer.Cpu(random.Next(1, 4))), worker)));
        for (var i = random.Next(6); i > 0; i--)
        {
            var result = TestSweeps.Result(new TrialKey(Digest.Of(noise.Bytes(8))));
            var timings = new TrialTimings(1, 1, worker, 1);
            frames.AddRange(Frame(random.Next(4) switch
            {
                0 => noise.Message(Attach.InputType),
                1 => Said(new LeaseReturned(new LeaseId(random.Next(100))), worker),
                2 => Said(new SlotCrashed(new LeaseId(random.Next(100)), [random.NextInt64()], "gone"), worker),
                _ => Said(
                    new TrialFinished(new LeaseId(random.Next(100)), random.NextInt64(), result, timings), worker),
            }));
        }

        return [.. frames];
    }

    private static byte[] Said(WorkerMessage message, string worker) =>
        WorkerMessageMapper.ToWire(message, worker).ToByteArray();

    private static byte[] Frame(byte[] message, byte flag = 0, uint? length = null)
    {
        var frame = new byte[message.Length + 5];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }
}
