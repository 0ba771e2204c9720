using Orchestrator.Recorder;

// Stands between a coordinator and whoever calls it, and writes down what passes, until it is interrupted:
//   dotnet run --project tests/Orchestrator.Recorder -- http://127.0.0.1:5080 5090 session.jsonl
if (args is not [var coordinator, var port, var file])
{
    Console.Error.WriteLine("Usage: Orchestrator.Recorder COORDINATOR-URL PORT FILE");
    return 2;
}

using var recording = new Recording(file);
await using var relay = await RecordingRelay.StartAsync(
    new Uri(coordinator), int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), recording);
Console.WriteLine($"Recording what passes {relay.Address} into {file}");
await relay.EndedAsync();
return 0;
