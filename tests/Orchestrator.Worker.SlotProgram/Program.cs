using Orchestrator.Worker.SlotProgram;
using Orchestrator.Worker.Slots;

// What tests start: "slot --worker NAME --device DEVICE" serves a slot, "node BEHAVIOUR" is a node with one such slot;
// "work NAME COORDINATOR CACHE" is a worker with one "poison CACHE" slot.
switch (args)
{
    case ["slot", "--worker", var worker, "--device", var device]:
        return await SlotProcessHost.RunAsync(worker, device, new WayOfDying());
    case ["node", var behaviour]:
        return await LoneNode.RunAsync(behaviour);
    case ["poison", var cache, "--worker", var worker, "--device", var device]:
        return await RemoteNode.ServeSlotAsync(cache, worker, device);
    case ["work", var name, var coordinator, var cache]:
        return await RemoteNode.RunAsync(name, coordinator, cache);
    case ["refuses", ..]:
        Console.Error.WriteLine("this program never serves");
        return 3;
    default:
        Console.Error.WriteLine("usage: slot --worker NAME --device DEVICE | node BEHAVIOUR | work NAME COORDINATOR CACHE");
        return 2;
}
