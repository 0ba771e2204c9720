using Google.Protobuf;
using Google.Protobuf.Reflection;
using Orchestrator.Protocol.V1;
using Orchestrator.TestKit;

namespace Orchestrator.Protocol.Tests;

public sealed class WireCompatibilityTests
{
    private static readonly FileDescriptor[] Now =
        [SweepsReflection.Descriptor, WorkersReflection.Descriptor, CatalogReflection.Descriptor];

    [Fact]
    public void Messages_of_the_version_before_keep_their_fields_numbers_and_types()
    {
        var before = RecordedSession.Open(ProtocolVersion.Oldest).Descriptors()
            .Where(file => file.Package == "orchestrator.v1").ToList();

        Assert.Equal(3, before.Count);
        Assert.True(before.Sum(file => file.MessageTypes.Count) > 40);
        Assert.Equal([], WireCompatibility.ProblemsOf(before, Now));
    }

    public static TheoryData<string, Action<FileDescriptorProto>> Breaks => new()
    {
        { "message orchestrator.v1.Draining is gone", f => Of(f, "Draining").Name = "Resting" },
        { "field 1 of orchestrator.v1.LeaseReturned (lease) is gone", f => Of(f, "LeaseReturned").Field.Clear() },
        { "field 2 of orchestrator.v1.Heartbeat was 'int64 resident_bytes' and is 'string resident_bytes'",
            f => Of(f, "Heartbeat").Field[1].Type = FieldDescriptorProto.Types.Type.String },
        { "field 1 of orchestrator.v1.Heartbeat was 'int32 busy_slots' and is 'int32 busy'",
            f => Of(f, "Heartbeat").Field[0].Name = "busy" },
        { "field 2 of orchestrator.v1.Slot (memory_bytes) is gone", f => Of(f, "Slot").Field[1].Number = 3 },
        { "field 3 of orchestrator.v1.Attached was 'repeated bytes datasets' and is 'bytes datasets'",
            f => Of(f, "Attached").Field[2].Label = FieldDescriptorProto.Types.Label.Optional },
        { "method orchestrator.v1.Workers.List was", f => f.Service[0].Method[3].ServerStreaming = true },
    };

    [Theory]
    [MemberData(nameof(Breaks), DisableDiscoveryEnumeration = true)]
    public void Break_is_found(string problem, Action<FileDescriptorProto> change)
    {
        var proto = WorkersReflection.Descriptor.ToProto().Clone();
        change(proto);
        if (proto.MessageType.All(message => message.Name != "Draining"))
            Of(proto, "WorkerMessage").Field.Single(field => field.Name == "draining").TypeName = ".orchestrator.v1.Resting";
        var changed = FileDescriptor.BuildFromByteStrings([
            .. Imports(SweepsReflection.Descriptor).Select(file => file.SerializedData), proto.ToByteString()]);

        var problems = WireCompatibility.ProblemsOf([WorkersReflection.Descriptor], [changed[^1]]);

        Assert.Contains(problems, found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Field_may_be_taken_away_where_its_number_is_reserved()
    {
        var proto = WorkersReflection.Descriptor.ToProto().Clone();
        Of(proto, "Slot").Field.RemoveAt(1);
        Of(proto, "Slot").ReservedRange.Add(new DescriptorProto.Types.ReservedRange { Start = 2, End = 3 });
        var changed = FileDescriptor.BuildFromByteStrings([
            .. Imports(SweepsReflection.Descriptor).Select(file => file.SerializedData), proto.ToByteString()]);

        Assert.Equal([], WireCompatibility.ProblemsOf([WorkersReflection.Descriptor], [changed[^1]]));
        Assert.Equal(
            ["a reserved field number of orchestrator.v1.Slot is used again"],
            WireCompatibility.ProblemsOf([changed[^1]], [WorkersReflection.Descriptor]));
    }

    private static DescriptorProto Of(FileDescriptorProto file, string message) =>
        file.MessageType.Single(m => m.Name == message);

    private static IEnumerable<FileDescriptor> Imports(FileDescriptor file) =>
        file.Dependencies.SelectMany(Imports).Append(file).Distinct();
}
