import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var readPermission=({routes})=>`${routes.permission}_read`,writePermissions=kind=>{let{writePermission,permission}=kind.routes;return writePermission===void 0?[`${permission}_write`]:[writePermission,readPermission(kind)]},SUBSCRIPTIONS="subscription_read",permissionsOf=(kinds,of)=>[...new Set(kinds.flatMap(of))];export{readPermission,writePermissions,SUBSCRIPTIONS,permissionsOf};
