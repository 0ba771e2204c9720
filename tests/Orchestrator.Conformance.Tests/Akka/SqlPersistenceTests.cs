using System.Text;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence;
using Akka.Persistence.Sql.Hosting;
using Akka.Serialization;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>What every SQL journal and snapshot store must do.</summary>
public abstract class SqlPersistenceTests : PersistenceTests
{
    protected abstract string ConnectionString { get; }

    protected abstract string Provider { get; }

    [Fact]
    public async Task Events_and_snapshots_survive_the_system()
    {
        await StoreAll(Journalist("lasting"), "a", "b");
        await Journalist("snapped").Ask<SaveSnapshotSuccess>(new Snap(), Seconds);
        await StoreAll(Journalist("snapped", "again"), "c");

        await RestartHost();

        Assert.Equal(["a", "b"], (await Journalist("lasting").State()).Texts);
        Assert.Equal(["c"], (await Journalist("snapped").State()).Texts);
    }

    [Fact]
    public async Task Event_of_a_bound_type_is_written_by_its_serializer()
    {
        var first = Sys.ActorOf(Props.Create(() => new Coded("coded")));
        Assert.Equal("kept", await first.Ask<string>("text", Seconds));

        await RestartHost();

        var second = Sys.ActorOf(Props.Create(() => new Coded("coded")));
        Assert.Equal("text", await second.Ask<string>('?', Seconds));
        Assert.Equal("+text", Query($"SELECT {TextOf("message")} FROM journal WHERE persistence_id = 'coded'"));
    }

    [Fact]
    public async Task Event_that_cannot_be_serialized_is_rejected_and_the_actor_goes_on()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Coded("rejecting")));

        Assert.StartsWith("rejected", await actor.Ask<string>(CodedSerializer.Refused, Seconds));
        Assert.Equal("kept", await actor.Ask<string>("text", Seconds));
    }

    [Fact]
    public async Task Persist_all_stores_nothing_when_one_of_its_events_cannot_be_written()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Coded("atomic")));
        Assert.Equal("kept", await actor.Ask<string>("before", Seconds));

        Assert.StartsWith("rejected", await actor.Ask<string>(new[] { "good", CodedSerializer.Refused }, Seconds));
        await RestartHost();

        var second = Sys.ActorOf(Props.Create(() => new Coded("atomic")));
        Assert.Equal("before", await second.Ask<string>('?', Seconds));
    }

    [Fact]
    public async Task Journal_that_fails_stops_the_actor_after_telling_it()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Coded("unlucky")));
        var probe = new Probe(Sys);
        Assert.Equal("kept", await actor.Ask<string>("text", Seconds));
        probe.Watch(actor);
        Query("DROP TABLE journal");

        Assert.StartsWith("failed", await actor.Ask<string>("more", Seconds));

        await probe.Expect<Terminated>("the end of the actor whose journal failed");
    }

    protected override void Configure(AkkaConfigurationBuilder akka) => akka
        .WithSqlPersistence(ConnectionString, Provider)
        .WithCustomSerializer("coded", [typeof(CodedText)], system => new CodedSerializer(system));

    /// <summary>Runs a statement on a connection of its own; gives the first value if it is text.</summary>
    protected abstract string? Query(string sql);

    /// <summary>An expression for the text that a column has as bytes.</summary>
    protected abstract string TextOf(string column);

    private sealed record CodedText(string Text);

    private sealed class CodedSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public const string Refused = "refused";

        public override int Identifier => 4711;

        public override string Manifest(object o) => "text-1";

        public override byte[] ToBinary(object obj)
        {
            var text = ((CodedText)obj).Text;
            return text == Refused
                ? throw new NotSupportedException("cannot be written")
                : Encoding.UTF8.GetBytes($"+{text}");
        }

        public override object FromBinary(byte[] bytes, string manifest) => manifest == "text-1"
            ? new CodedText(Encoding.UTF8.GetString(bytes)[1..])
            : throw new InvalidDataException(manifest);
    }

    private sealed class Coded : ReceivePersistentActor
    {
        private string _text = "";
        private IActorRef _asker = ActorRefs.Nobody;

        public Coded(string persistenceId)
        {
            PersistenceId = persistenceId;
            Recover<CodedText>(coded => _text = coded.Text);
            Command<string>(text =>
            {
                _asker = Sender;
                Persist(new CodedText(text), coded =>
                {
                    _text = coded.Text;
                    _asker.Tell("kept");
                });
            });
            Command<string[]>(texts =>
            {
                _asker = Sender;
                PersistAll(texts.Select(t => new CodedText(t)), coded => _text = coded.Text);
            });
            Command<char>(_ => Sender.Tell(_text));
        }

        public override string PersistenceId { get; }

        protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
            _asker.Tell($"rejected: {cause.Message}");

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
            _asker.Tell($"failed: {cause.Message}");
    }
}
